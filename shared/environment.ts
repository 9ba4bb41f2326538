/** Settings a function gets from its template. */

/** The value of an environment variable; throws where the template forgot it, which is a bug, not a user's error. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

export function optionalSetting(name: string): string | undefined {
  return process.env[name] || undefined;
}
