/**
 * Confines shell commands by the operating system, the CLI's own file tools and its fetches by the same policy.
 * Where it cannot confine a command, the CLI fails it.
 */
export interface SandboxConfig {
  readonly enabled: boolean;
  readonly userPolicy?: {
    readonly filesystem?: {
      readonly readwritePaths?: readonly string[];
      readonly readonlyPaths?: readonly string[];
      /** On Linux an empty folder of the command's own stands there instead. */
      readonly deniedPaths?: readonly string[];
      readonly clearPolicyOnExit?: boolean;
    };
    readonly network?: {
      /** Default true. */
      readonly allowOutbound?: boolean;
      /** Addresses of this machine and its neighbours. Default true. */
      readonly allowLocalNetwork?: boolean;
      /** Exact names, addresses, `*.example.com`. Others are refused as soon as there is one. */
      readonly allowedHosts?: readonly string[];
      readonly blockedHosts?: readonly string[];
      readonly proxy?: { readonly url: string; readonly username?: string; readonly password?: string };
    };
    /** Of macOS. */
    readonly seatbelt?: { readonly keychainAccess?: boolean };
  };
  /** Whether the working directory is writable without being named. Default true. */
  readonly addCurrentWorkingDirectory?: boolean;
  /** Default true. */
  readonly sandboxMcpServers?: boolean;
  /** Default true. */
  readonly sandboxLspServers?: boolean;
  /**
   * What the sandbox refuses comes as a permission request with `requestSandboxBypass`; without it, it fails.
   * Default false.
   */
  readonly allowBypass?: boolean;
  /** Opens tools of the home folder for reading and their caches for writing. Default true. */
  readonly allowDevToolAccess?: boolean;
  readonly auth?: { readonly git?: boolean; readonly gh?: boolean };
  /** Variables whose values a command gets only as stand-ins, by name; the hosts get the real ones. */
  readonly credentials?: {
    readonly envVars: Readonly<Record<string, { readonly injectHosts: readonly string[] }>>;
  };
}
