/** What every form control has: name, required, disabled, form and validity, as the platform's own controls have them. */

/** Where there are no elements, as on a server that renders pages, the module can be imported and defines none. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class FormControl extends Base {
  static formAssociated = true;

  /** @protected */
  internals = this.attachInternals();

  /** Whether a form needs a file of this element. */
  get required() {
    return this.hasAttribute("required");
  }
  set required(required) {
    this.toggleAttribute("required", required);
  }
  /** Whether no file is taken. */
  get disabled() {
    return this.hasAttribute("disabled");
  }
  set disabled(disabled) {
    this.toggleAttribute("disabled", disabled);
  }
  /** Under which name the form sends the cleaned file. */
  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(name) {
    this.setAttribute("name", name);
  }
  get form() {
    return this.internals.form;
  }
  get type() {
    return this.localName;
  }
  get validity() {
    return this.internals.validity;
  }
  get validationMessage() {
    return this.internals.validationMessage;
  }
  get willValidate() {
    return this.internals.willValidate;
  }
  checkValidity() {
    return this.internals.checkValidity();
  }
  reportValidity() {
    return this.internals.reportValidity();
  }
}
