/**
 * Shows what the generator makes: `node shared/training/generator/preview.ts SEED OUT.png [KIND] [LANGUAGE] [MEDIUM]`
 * writes the pages side by side; with `OUT.pdf` the PDF, with `OUT.json` pages and truth.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { DocumentType } from '../../domain/extraction/result.ts';
import type { Language, Medium } from './document.ts';
import { generateDocument } from './generate.ts';
import { renderDocument } from './render/pdf.ts';
import { renderPictures } from './render/picture.ts';

const [seed, out, kind, language, medium] = process.argv.slice(2);
if (!seed || !out) {
  console.error(
    'usage: node shared/training/generator/preview.ts SEED OUT.png|OUT.pdf|OUT.json [KIND] [LANGUAGE] [MEDIUM]',
  );
  process.exit(2);
}
const document = generateDocument(Number(seed), {
  ...(kind && kind !== '-' ? { kind: kind as DocumentType } : {}),
  ...(language && language !== '-' ? { language: language as Language } : {}),
  ...(medium && medium !== '-' ? { medium: medium as Medium } : {}),
});
if (out.endsWith('.pdf')) await writeFile(out, await renderDocument(document));
else if (out.endsWith('.json'))
  await writeFile(out, JSON.stringify({ ...document, drawing: undefined }, null, 1));
else {
  const pictures = await Promise.all(
    (await renderPictures(document))
      .slice(0, 4)
      .map(({ bytes }) =>
        sharp(bytes)
          .resize({ height: 1200, width: 900, fit: 'contain', background: '#808080' })
          .flatten({ background: '#fff' })
          .toColourspace('srgb')
          .png()
          .toBuffer(),
      ),
  );
  await sharp({ create: { width: 910 * pictures.length, height: 1200, channels: 3, background: '#808080' } })
    .composite(pictures.map((input, index) => ({ input, left: 910 * index, top: 0 })))
    .png()
    .toFile(out);
}
console.log(
  `${document.kind} ${document.language} ${document.country} ${document.medium} ${document.family}`,
);
