/** An upload form in React, the same for 18 and 19: what an older React makes an attribute of is set in a ref. */
import { useState } from "react";
import { createRoot } from "react-dom/client";
import "import-checker/define";
import type {} from "import-checker/react";
import type { ImportChecker } from "import-checker";

const definition = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };

function Upload() {
  const [changes, setChanges] = useState(0);
  const [sent, setSent] = useState("");
  const send = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    setSent(file instanceof File ? await file.text() : "");
  };
  return (
    <form onSubmit={send}>
      <import-checker name="file" required ref={(element: ImportChecker | null) => { if (element) element.definition = definition; }}
        onChange={() => setChanges((count) => count + 1)} />
      <button>Send</button>
      <output data-changes={changes}>{sent}</output>
    </form>
  );
}

createRoot(document.querySelector("#app")!).render(<Upload />);
