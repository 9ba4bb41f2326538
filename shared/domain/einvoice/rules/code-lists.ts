/** Code lists that the rules hold values against, as EN 16931 restricts them. */

const listed = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

/** ISO 4217, the currencies of today and those replaced since 2015. */
export const currencies = listed(
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN CAD CDF CHE CHF ' +
    'CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ ' +
    'GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD ' +
    'LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP ' +
    'PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND ' +
    'TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR ' +
    'XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG ZWL',
);

/** ISO 3166-1 alpha-2, with 1A (Kosovo) and XI (Northern Ireland) of the European lists. */
export const countries = listed(
  '1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA ' +
    'CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA ' +
    'GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
    'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS ' +
    'RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW ' +
    'TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW',
);

/** UNTDID 4461, means of payment: 1–68, 70, 74–78, 91–98 and ZZZ. */
export const paymentMeans: ReadonlySet<string> = new Set([
  ...range(1, 68),
  '70',
  ...range(74, 78),
  ...range(91, 98),
  'ZZZ',
]);

/** UNTDID 5305, categories of VAT. */
export const vatCategories = listed('AE B E G K L M O S Z');

/** UNTDID 2005, when VAT falls due: BT-8 in UBL, and the codes that CII has for the same. */
export const taxPointCodes = listed('3 5 29 35 72 432');

/** UNTDID 5189, reasons of allowances. */
export const allowanceReasons = listed('41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105');

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
