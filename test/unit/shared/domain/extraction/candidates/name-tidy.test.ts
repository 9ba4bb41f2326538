import { describe, expect, it } from 'vitest';
import {
  isLegalFormAlone,
  tidyName,
} from '../../../../../../shared/domain/extraction/candidates/name-tidy.ts';

describe('a name as printed', () => {
  it.each([
    ['KEDAI BUNGA S/B 273511-U (6KJ', 'KEDAI BUNGA S/B'],
    ['12 STAR MART 5/8 (519531-X)', '12 STAR MART S/B'],
    ['Blumen Vogel GnbH', 'Blumen Vogel GmbH'],
    ['Brookfield Marketing 5dn Bhd(72831HM)', 'Brookfield Marketing Sdn Bhd'],
    ['HAI-0 TEA SDN BHD', 'HAI-O TEA SDN BHD'],
    ['Nimbus Ltd, 12 High Street', 'Nimbus Ltd'],
    ['Le Fournil SARL', 'Le Fournil SARL'],
    ['Studio 54 Ltd', 'Studio 54 Ltd'],
    ['R2D2 Robotics GmbH', 'R2D2 Robotics GmbH'],
  ])('is cleaned of what is not the name: %s', (printed, name) => {
    expect(tidyName(printed)).toBe(name);
  });

  it.each(['SDN. BHD.', 'GmbH & Co. KG', 'Ltd', 'S.A.R.L.'])('may end on a line of its own: %s', (text) => {
    expect(isLegalFormAlone(text)).toBe(true);
  });

  it.each(['M.R. (X) SDN BHD', 'Nimbus Ltd', 'SA Boulanger'])('is more than a legal form: %s', (text) => {
    expect(isLegalFormAlone(text)).toBe(false);
  });
});
