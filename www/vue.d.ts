/** The tag in templates of Vue: `import type {} from "import-checker/vue";` once in a project. */
import type { DefineComponent } from "vue";
import type { ImportCheckerAttributes, ImportCheckerProperties } from "./import-checker.js";

declare module "vue" {
  interface GlobalComponents {
    "import-checker": DefineComponent<ImportCheckerAttributes & ImportCheckerProperties>;
  }
}
