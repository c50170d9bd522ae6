/** Whether one can chat, and if not, why. Plain types, no run-time code. */

/** Whether one can chat, and if not, why. */
export type Setup =
  | { readonly kind: 'ready' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'restarting'; readonly attempt: number; readonly delayMs: number }
  /** Stopped by the person. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'restricted' }
  /** A virtual workspace has no folder on a disk; `scheme` says which kind it is. */
  | { readonly kind: 'virtual'; readonly scheme: string }
  /** `configured` is the path of the setting or variable that leads nowhere, if one was given. */
  | { readonly kind: 'cli-not-found'; readonly command: string; readonly configured: string | undefined }
  /** `detail` is the CLI's own words or the system's error, cut to a few lines. */
  | {
      readonly kind: 'cli-failed';
      readonly reason: CliFailure;
      readonly path: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'choose-model';
      readonly cliVersion: string;
      readonly localServers: readonly LocalServer[];
      readonly signingIn: boolean;
      /** The CLI could not say whether somebody is signed in; it is asked again by itself. */
      readonly isLoginUnknown?: boolean;
    };

export type CliFailure =
  /** Could not be run at all: not executable, wrong format. */
  | 'spawn'
  /** Ended before it answered. */
  | 'exited'
  /** Runs, but speaks another protocol or does not answer. */
  | 'protocol'
  /** Ended later on, and the setting says not to start it again. */
  | 'ended'
  /** Ended too often; the restart limit is reached. */
  | 'crash-loop'
  /** The given CLI URL could not be reached. */
  | 'unreachable'
  /** It runs on another machine, and would be handed a key or a model of this one. */
  | 'elsewhere';

/** A model server on this machine's usual loopback ports. */
export interface LocalServer {
  readonly name: 'Ollama' | 'LM Studio';
  readonly port: number;
  readonly isRunning: boolean;
  readonly models: readonly string[];
}
