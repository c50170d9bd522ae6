/** Where the CLI's own OpenTelemetry exporter writes. */
export interface TelemetryConfig {
  readonly otlpEndpoint?: string;
  readonly otlpProtocol?: 'http/json' | 'http/protobuf';
  /** A file that gets one JSON line for each span. */
  readonly filePath?: string;
  readonly exporterType?: 'otlp-http' | 'file';
  readonly sourceName?: string;
  /** Whether prompts and answers are written as well. */
  readonly captureContent?: boolean;
}

/** The environment variables that switch the CLI's telemetry on. */
export function telemetryEnvironment(
  telemetry: TelemetryConfig | undefined,
): Readonly<Record<string, string>> {
  if (!telemetry) return {};
  const { captureContent } = telemetry;
  const variables = {
    COPILOT_OTEL_ENABLED: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.otlpEndpoint,
    OTEL_EXPORTER_OTLP_PROTOCOL: telemetry.otlpProtocol,
    COPILOT_OTEL_FILE_EXPORTER_PATH: telemetry.filePath,
    COPILOT_OTEL_EXPORTER_TYPE: telemetry.exporterType,
    COPILOT_OTEL_SOURCE_NAME: telemetry.sourceName,
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT:
      captureContent === undefined ? undefined : String(captureContent),
  };
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
