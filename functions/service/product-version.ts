import manifest from '../../package.json' with { type: 'json' };

/** The version in package.json, as released in CHANGELOG.md. */
export const PRODUCT_VERSION: string = manifest.version;
