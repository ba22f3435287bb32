/** The build makes one file of all styles that a view imports. */
declare module '*.css';
