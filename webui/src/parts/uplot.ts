// The library that draws graphs, with its styles, as one part that is loaded with the first graph.
import 'uplot/dist/uPlot.min.css';
export { default } from 'uplot';
