/** Undefined when the programs of the sandbox are there; else what is missing, and why it was not installed. */
export function ensureSandbox(): Promise<string | undefined>;

/** Fills a folder with all programs of this machine but those of the sandbox; the folder is then a PATH without them. */
export function pathWithoutSandbox(folder: string): string;
