'use strict';
(function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const figure = read('figure');
  const plots = document.getElementById('plots');
  const rows = document.querySelectorAll('#levels tbody tr:not(.remarks)');
  const log = document.getElementById('log');
  const errors = 'not every request succeeded';
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.appendChild(made);
    return made;
  };
  const number = (value) => {
    if (value === null || value === undefined) { return 'not known'; }
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  };
  const named = (x) => {
    const label = figure.axis.labels.find((each) => Math.abs(each.x - x) < 1e-6);
    return label ? label.text : '';
  };

  // The lines have points at different places: uPlot wants one common list of them.
  const aligned = (panel) => uPlot.join(panel.series.map((line) => [line.values.map((p) => p.x), line.values.map((p) => p.y)]));

  // The band belongs to the mean, and goes with its line.
  const banded = (panel, u) => {
    const mean = u.series.find((line) => line.label === 'mean');
    return panel.band.length > 1 && !(mean && !mean.show);
  };

  // The panel's own range, or one with room for all that is not hidden: the lines, and the band.
  const range = (panel, logarithmic) => (u, min, max) => {
    const band = banded(panel, u) ? panel.band : [];
    const highest = Math.max(max, ...band.map((at) => at.high));
    if (logarithmic) {
      const lows = band.map((at) => at.low).filter((low) => low > min / 10); // the scale has no room for 0
      return min === null ? [null, null] : uPlot.rangeLog(Math.min(min, ...lows), highest, 10, false);
    }
    return panel.range ? [panel.range.bottom, panel.range.top] : [0, highest > 0 ? highest * 1.05 : 1];
  };

  const paint = (panel) => (u) => {
    const c = u.ctx;
    const x = (value) => u.valToPos(value, 'x', true);
    const y = (value) => u.valToPos(value, 'y', true);
    const floor = u.bbox.top + u.bbox.height;
    const ratio = devicePixelRatio;
    c.save();
    c.beginPath();
    c.rect(u.bbox.left - 6 * ratio, u.bbox.top, u.bbox.width + 12 * ratio, u.bbox.height);
    c.clip();
    if (banded(panel, u)) {
      const lowest = u.scales.y.distr === 3 ? u.scales.y.min : -Infinity;
      c.beginPath();
      panel.band.forEach((at) => c.lineTo(x(at.x), y(at.high)));
      panel.band.slice().reverse().forEach((at) => c.lineTo(x(at.x), y(Math.max(at.low, lowest))));
      c.globalAlpha = 0.18;
      c.fillStyle = ink('band');
      c.fill();
      c.globalAlpha = 1;
    }
    panel.marks.forEach((mark) => {
      c.beginPath();
      c.setLineDash([6 * ratio, 4 * ratio]);
      c.lineWidth = 1.5 * ratio;
      c.strokeStyle = ink(mark.ink);
      c.moveTo(x(mark.x), u.bbox.top);
      c.lineTo(x(mark.x), floor);
      c.stroke();
    });
    c.fillStyle = ink('error');
    panel.errors.forEach((at) => {
      c.beginPath();
      c.moveTo(x(at.x) - 5 * ratio, floor);
      c.lineTo(x(at.x), floor - 10 * ratio);
      c.lineTo(x(at.x) + 5 * ratio, floor);
      c.fill();
    });
    c.restore();
  };

  // The nearest place at which the line has a point.
  const nearest = (u, asked, hovered) => {
    const line = asked === 0 ? u.data.length - 1 : asked; // the last is measured, the first may be a fitted curve
    const has = (i) => u.data[line][i] !== null && u.data[line][i] !== undefined;
    for (let d = 0; d < u.data[0].length; d++) {
      if (has(hovered - d)) { return hovered - d; }
      if (has(hovered + d)) { return hovered + d; }
    }
    return hovered;
  };

  const mark = (u) => {
    rows.forEach((row) => row.classList.remove('at'));
    const at = u.cursor.idx === null || u.cursor.idx === undefined ? undefined : u.data[0][nearest(u, 0, u.cursor.idx)];
    rows.forEach((row) => {
      if (at !== undefined && parseFloat(row.cells[0].textContent.replace(/,/g, '')) === at) { row.classList.add('at'); }
    });
  };

  const axis = (more) => Object.assign({
    stroke: ink('note'), font: '12px system-ui, sans-serif', grid: {stroke: ink('grid'), width: 1}, ticks: {stroke: ink('grid'), width: 1},
  }, more);

  const options = (panel, index, width) => {
    const logarithmic = log.checked && index === 0;
    const last = index === figure.panels.length - 1;
    return {
      width: width,
      height: panel.height + (last ? 24 : 0),
      padding: [10, 24, 0, 0],
      cursor: {sync: {key: 'load'}, dataIdx: nearest, points: {size: 7}, drag: {setScale: false, x: false, y: false}},
      legend: {live: true},
      scales: {
        x: {time: false, range: [figure.axis.lowest, figure.axis.highest]},
        y: {distr: logarithmic ? 3 : 1, range: range(panel, logarithmic)},
      },
      axes: [
        axis(Object.assign(last ? {label: figure.axis.name, labelSize: 24, labelFont: '12px system-ui, sans-serif'} : {},
          figure.axis.labels.length > 0
            ? {splits: () => figure.axis.labels.map((each) => each.x), values: (u, places) => places.map(named)}
            : {incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], values: (u, places) => places.map((at) => at.toLocaleString('en'))})),
        axis({size: 62, values: (u, places) => places.map((at) => (at === null ? '' : at.toLocaleString('en')))}),
      ],
      series: [
        {label: figure.axis.labels.length > 0 ? 'share' : 'load', value: (u, at) =>
          (at === null || at === undefined ? '--' : figure.axis.labels.length > 0 ? (100 * (1 - Math.pow(10, -at))).toFixed(2) + ' %' : at.toLocaleString('en'))},
      ].concat(panel.series.map((line) => ({
        label: line.name,
        stroke: ink(line.ink),
        width: line.ink === 'fit' ? 1.5 : 2,
        dash: line.ink === 'fit' ? [6, 4] : undefined,
        points: {show: line.ink !== 'fit' && line.values.length <= 60, size: 5, fill: ink(line.ink)},
        value: (u, value, line, at) => (at === null ? '--' : number(value)),
      }))),
      hooks: {drawAxes: [paint(panel)], setCursor: [mark]},
    };
  };

  const hidden = {};
  const draw = () => {
    plots.textContent = '';
    figure.panels.forEach((panel, index) => {
      const part = element('section', '', plots);
      part.className = 'panel';
      element('h3', panel.title, part);
      if (panel.note !== '') { element('p', panel.note, part); }
      const made = options(panel, index, plots.clientWidth);
      made.series.forEach((line) => { line.show = !hidden[index + line.label]; });
      made.hooks.setSeries = [(u, i, change) => {
        if (i !== null && change.show !== undefined) { hidden[index + u.series[i].label] = !change.show; }
      }];
      const chart = new uPlot(made, aligned(panel), part);
      chart.root.setAttribute('role', 'img');
      chart.root.setAttribute('aria-label', panel.title);
      const keys = element('div', '', part);
      const key = (style, text) => {
        const made = element('span', '', keys);
        made.className = 'key';
        element('i', '', made).className = style;
        made.append(text);
      };
      if (panel.band.length > 1) { key('box', '95 % confidence'); }
      panel.marks.forEach((each) => key('bar', each.label));
      if (panel.errors.length > 0) { key('up', errors); }
    });
  };

  log.addEventListener('change', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  let width = plots.clientWidth;
  draw();
  new ResizeObserver(() => {
    if (plots.clientWidth !== width) {
      width = plots.clientWidth;
      draw();
    }
  }).observe(plots);
})();
