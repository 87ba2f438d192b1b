/** The element's styles as text, which the build makes from `styles.css`. */
declare const styles: string;
export default styles;
