import { randomUUID } from 'node:crypto';
import { type Command, spawnCli } from '../process/childProcess';
import type { ClientOptions } from '../options/config';
import { Connection, type ConnectionOptions, type Params } from '../wire/connection';
import { type RequestOptions } from '../util/waiting';
import { aborted, CopilotError, hasCode, textOf } from '../util/errors';
import type { FastStart } from '../process/fastStart';
import { launchCommand } from './launch';
import { readReply, replies } from '../schema/replies';
import type { CliStatus } from '../schema/results';
import { connectSocket } from '../process/socket';
import { spawnListening, usesTcp } from './tcp';
import type { Transport } from '../wire/transport';

const oldestProtocol = 2;
const newestProtocol = 3;
const defaultStartTimeoutMs = 30_000;
/** A fast start that takes longer is none. */
const fastStartMs = 5000;

/** A CLI that answers: its connection and what it said of itself. */
export interface Link {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly version: string;
  readonly protocolVersion: number;
  /** Started without the CLI's launcher. */
  readonly isFast: boolean;
}

export interface LinkSetup {
  readonly options: ClientOptions;
  readonly connection: ConnectionOptions;
  /** Registers handlers before the CLI hears of us. */
  readonly prepare: (connection: Connection) => void;
}

/** Runs or reaches the CLI and agrees on the protocol; leaves nothing behind if that fails. */
export async function openLink(setup: LinkSetup, signal: AbortSignal): Promise<Link> {
  const options = withToken(setup.options);
  const { fastStart, cliUrl, transport } = options;
  const link =
    fastStart && !cliUrl && !transport ? await openFast(fastStart, { ...setup, options }, signal) : undefined;
  return link ?? openOn(await openTransport(options, signal), { ...setup, options }, signal);
}

/** Undefined where it cannot be done, for whatever reason: the usual start follows. */
async function openFast(find: FastStart, setup: LinkSetup, signal: AbortSignal): Promise<Link | undefined> {
  const { options, connection } = setup;
  const startTimeoutMs = Math.min(options.startTimeoutMs ?? defaultStartTimeoutMs, fastStartMs);
  const hurried = { ...options, startTimeoutMs };
  try {
    const { command, version } = await find(launchCommand(options));
    const link = await openOn(await run(command, hurried, signal), { ...setup, options: hurried }, signal);
    if (link.version === version) return { ...link, isFast: true };
    link.connection.close(aborted('It is another version.'));
    await link.transport.close('fast');
    throw new CopilotError('protocol-mismatch', `It is version ${link.version}, not ${version}.`);
  } catch (error) {
    if (signal.aborted) throw givenUp(error);
    connection.logger.warn(`No fast start: ${textOf(error)}`);
    return undefined;
  }
}

async function openOn(
  [transport, where]: readonly [Transport, string],
  setup: LinkSetup,
  signal: AbortSignal,
): Promise<Link> {
  const connection = new Connection(transport, setup.connection);
  void transport.ended.then((end) => connection.close(end));
  try {
    setup.prepare(connection);
    const said = await negotiate(connection, setup.options, signal);
    return { connection, transport, ...said, isFast: false };
  } catch (error) {
    connection.close(aborted('The start failed.'));
    await transport.close('fast');
    throw explain(error, where);
  }
}

/** The transport, and what the person knows the CLI by. */
async function openTransport(
  options: ClientOptions,
  signal: AbortSignal,
): Promise<readonly [Transport, string]> {
  const { transport, cliUrl } = options;
  if (transport) return [await transport(signal), 'the given transport'];
  if (cliUrl) return [await connectSocket(cliUrl, signal), cliUrl];
  return run(launchCommand(options), options, signal);
}

async function run(
  command: Command,
  options: ClientOptions,
  signal: AbortSignal,
): Promise<readonly [Transport, string]> {
  if (!usesTcp(options)) return [await spawnCli(command), command.path];
  const timeoutMs = options.startTimeoutMs ?? defaultStartTimeoutMs;
  return [await spawnListening(command, { timeoutMs, signal }), command.path];
}

/** Any program of this machine could talk to a CLI that listens without a token. */
function withToken(options: ClientOptions): ClientOptions {
  const isOurs = !options.cliUrl && usesTcp(options);
  return isOurs && !options.connectionToken ? { ...options, connectionToken: randomUUID() } : options;
}

async function negotiate(
  connection: Connection,
  options: ClientOptions,
  signal: AbortSignal,
): Promise<Pick<Link, 'version' | 'protocolVersion'>> {
  const limits = { timeoutMs: options.startTimeoutMs ?? defaultStartTimeoutMs, signal };
  const token = options.cliUrl || usesTcp(options) ? options.connectionToken : undefined;
  const params = { token, clientInfo: options.clientInfo };
  const { version, protocolVersion } = await introduce(connection, params, limits);
  if (protocolVersion < oldestProtocol || protocolVersion > newestProtocol) {
    throw new CopilotError(
      'protocol-mismatch',
      `CLI ${version} speaks protocol ${protocolVersion}; this client speaks ${oldestProtocol} to ${newestProtocol}.`,
    );
  }
  return { version, protocolVersion };
}

async function introduce(
  connection: Connection,
  params: Params,
  limits: RequestOptions,
): Promise<Pick<Link, 'version' | 'protocolVersion'>> {
  try {
    return readReply('connect', replies.connect, await connection.request('connect', params, limits));
  } catch (error) {
    // Versions before 1.0.41 or so do not know connect.
    if (!hasCode(error, 'not-supported')) throw error;
  }
  const ping = readReply('ping', replies.ping, await connection.request('ping', {}, limits));
  const status = await statusOf(connection, limits);
  const protocolVersion = ping.protocolVersion ?? status?.protocolVersion ?? oldestProtocol;
  return { version: status?.version ?? 'unknown', protocolVersion };
}

/** Undefined from a CLI that does not tell it. */
async function statusOf(connection: Connection, limits: RequestOptions): Promise<CliStatus | undefined> {
  try {
    return readReply('status.get', replies.status, await connection.request('status.get', {}, limits));
  } catch (error) {
    if (hasCode(error, 'not-supported')) return undefined;
    throw error;
  }
}

function givenUp(cause: unknown): CopilotError {
  return aborted('The start was given up.', {}, cause);
}

/** Says in the person's terms which start it was that failed. */
function explain(error: unknown, where: string): CopilotError {
  if (!(error instanceof CopilotError)) {
    return new CopilotError(
      'invalid-message',
      `The CLI at ${where} could not be started.`,
      { path: where },
      { cause: error },
    );
  }
  const details = { path: where, ...error.details };
  const say = (message: string): CopilotError =>
    new CopilotError(error.code, message, details, { cause: error });
  switch (error.code) {
    case 'timeout':
      return say(`The CLI at ${where} did not answer in time.`);
    case 'process-exited': {
      const { exitCode, signal, stderr } = error.details;
      const how = signal ? `was ended by ${signal}` : `exited with code ${exitCode}`;
      return say(
        `The CLI at ${where} ${how} before it answered.${stderr ? ` On stderr it said: ${stderr}` : ''}`,
      );
    }
    case 'aborted':
      return givenUp(error);
    default:
      return say(error.message);
  }
}
