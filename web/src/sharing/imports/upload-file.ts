import { ApiProblem, parseProblem } from '../../platform/problem.ts';
import { currentLanguage } from '../../platform/i18n.ts';

export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
  elapsedMs: number;
}

/** Reads an answer as JSON; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sends a file as a stream of bytes; by XMLHttpRequest, as fetch does not tell how much was sent. The browser reads
 * the file as it sends it, whatever its size. @throws ApiProblem; an aborted upload rejects with its reason
 */
export function uploadFile(
  file: File,
  options: { onProgress: (progress: UploadProgress) => void; signal: AbortSignal },
): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now();
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/files');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Tandem-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
    request.upload.addEventListener('progress', ({ loaded }) => {
      const elapsedMs = performance.now() - startedAtMs;
      options.onProgress({ sentBytes: loaded, totalBytes: file.size, elapsedMs });
    });
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status === 201) resolve(body as { id: string });
      else reject(parseProblem(request.status, body));
    });
    request.addEventListener('error', () =>
      reject(new ApiProblem({ status: 0, code: 'CONSOLE_UNREACHABLE', title: '', errors: [] })),
    );
    options.signal.addEventListener('abort', () => {
      request.abort();
      reject(options.signal.reason);
    });
    request.send(file);
  });
}
