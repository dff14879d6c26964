import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Sends spans to an OpenTelemetry collector. @returns a function that flushes and stops. */
export function startTracing(endpoint: string): () => Promise<void> {
  const sdk = new NodeSDK({
    serviceName: 'tandem',
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
  });
  sdk.start();
  return () => sdk.shutdown();
}
