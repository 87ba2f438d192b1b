/** The script of `define.html`. */
import "./pages/define.js";
