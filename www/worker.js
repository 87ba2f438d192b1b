/** The worker, at the address that `init` may name. */
import "./worker/worker.js";
