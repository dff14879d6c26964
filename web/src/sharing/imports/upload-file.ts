import { type UploadProgress, uploadToServer } from '../../platform/call-server.ts';

/** Sends a file as a stream of bytes. @throws ApiProblem; an aborted upload rejects with its reason */
export async function uploadFile(
  file: File,
  options: { onProgress: (progress: UploadProgress) => void; signal: AbortSignal },
): Promise<{ id: string }> {
  const headers = new Headers({
    'Content-Type': 'application/octet-stream',
    'Tandem-File-Name': encodeURIComponent(file.name),
  });
  const { response, problem } = await uploadToServer('/api/v1/files', { file, headers, ...options });
  if (problem) throw problem;
  return (await response.json()) as { id: string };
}
