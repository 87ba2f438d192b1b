/**
 * The frame round every contender's worker: takes a file, answers with what came out. The output is hashed only when
 * asked for, so that it is not part of the time.
 */
export function serve(run) {
  let output;
  addEventListener("message", async ({ data }) => {
    try {
      if (data.hash) {
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await output.arrayBuffer()));
        postMessage({ hash: [...digest.slice(0, 8)].map((b) => b.toString(16).padStart(2, "0")).join("") });
        return;
      }
      const started = performance.now();
      const result = await run(data.files, data.definitions);
      output = result.output;
      postMessage({ ...result, output: undefined, bytes: output.size, ms: performance.now() - started });
    } catch (error) {
      postMessage({ failed: String(error?.stack ?? error) });
    }
  });
  postMessage({ ready: true });
}
