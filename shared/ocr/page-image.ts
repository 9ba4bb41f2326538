/** A page as a picture, in the one form that every engine takes. */
import sharp, { type Sharp } from 'sharp';

export interface PageImage {
  /** One byte a pixel, 0 black to 255 white, row by row without padding: `width * height` bytes. */
  pixels: Uint8Array;
  width: number;
  height: number;
  /** Pixels per inch, equal in both directions; a guess where the file does not say. */
  dpi: number;
}

/** Whether there is nothing to look at; the image library throws at such a picture. */
export function isEmpty({ pixels, width, height }: PageImage): boolean {
  return !(width >= 1 && height >= 1 && pixels.length >= width * height);
}

/** A pipeline of the image library over a page's pixels. */
export function toSharp(image: PageImage): Sharp {
  return sharp(image.pixels, {
    raw: { width: image.width, height: image.height, channels: 1 },
    limitInputPixels: false,
  });
}

/** Runs a pipeline and takes its pixels as a page of one grey channel. */
export async function fromSharp(pipeline: Sharp, dpi: number): Promise<PageImage> {
  const { data, info } = await pipeline
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, dpi };
}

/** The page at `scale` times its size (0.5 halves both sides). */
export async function resize(image: PageImage, scale: number): Promise<PageImage> {
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  if (width === image.width && height === image.height) return image;
  return fromSharp(toSharp(image).resize(width, height, { fit: 'fill' }), image.dpi * scale);
}
