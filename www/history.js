/** The script of `history.html`. */
import "./pages/history.js";
