import { ImportChecker } from "import-checker";

document.title = ImportChecker.name;
