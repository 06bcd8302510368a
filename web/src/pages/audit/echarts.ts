/** What of ECharts the portal draws with: bars, in SVG. Nothing else of it reaches the browser, and only the page of charts loads it. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, SVGRenderer]);

export { init };
