export function copySampleWorkspace(root: string, folder: string): Promise<void>;
