/** The tag in templates of Vue: `import type {} from "import-checker/vue";` once in a project. */
import type { DefineComponent } from "vue";
import type { ImportCheckerAttributes, ImportCheckerProperties } from "./import-checker.js";

/** Vue knows `rows-in-error` in a template as `rowsInError`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;
type Attributes = { [Name in keyof ImportCheckerAttributes as Camel<Name>]: ImportCheckerAttributes[Name] };

declare module "vue" {
  interface GlobalComponents {
    "import-checker": DefineComponent<Attributes & ImportCheckerProperties>;
  }
}
