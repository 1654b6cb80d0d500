// Small custom elements that make things nicer. Every page works without them.
import "./dialog.js";
