/** The script of `index.html`. */
import "./pages/page.js";
