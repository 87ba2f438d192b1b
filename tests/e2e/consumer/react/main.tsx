/** An upload form in React, the same for 18 and 19: what an older React does not set or hear is set and heard through a ref. */
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "import-checker/define";
import type {} from "import-checker/react";
import type { ImportChecker } from "import-checker";

const definition = { name: "staff", fields: [{ name: "name", constraints: { required: true } }, { name: "starts", type: "date" }] };

function Upload() {
  const [changes, setChanges] = useState(0);
  const [sent, setSent] = useState("");
  const element = useRef<ImportChecker>(null);
  useEffect(() => {
    const checker = element.current!;
    checker.definition = definition;
    const changed = () => setChanges((count) => count + 1);
    checker.addEventListener("change", changed);
    return () => checker.removeEventListener("change", changed);
  }, []);
  const send = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    setSent(file instanceof File ? await file.text() : "");
  };
  return (
    <form onSubmit={send}>
      <import-checker name="file" required ref={element} />
      <button>Send</button>
      <output data-changes={changes}>{sent}</output>
    </form>
  );
}

createRoot(document.querySelector("#app")!).render(<Upload />);
