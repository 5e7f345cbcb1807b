// Chinese words and date names for plotly.js, picked up when it loads or given to it if it has.
(function () {
  "use strict";
  const months = Array.from({ length: 12 }, (_, at) => (at + 1) + "月");
  const locale = {
    moduleType: "locale",
    name: "zh-CN",
    dictionary: {
      "Autoscale": "自动缩放", "Box Select": "框选", "Download plot as a png": "下载图片", "Download plot": "下载图片", "Lasso Select": "套索选择",
      "Pan": "平移", "Produced with Plotly": "", "Reset": "复位", "Reset axes": "复位坐标轴", "Zoom": "缩放", "Zoom in": "放大", "Zoom out": "缩小",
      "Double-click to zoom back out": "双击复位", "Taking snapshot - this may take a few seconds": "正在生成图片", "Snapshot succeeded": "图片已生成",
      "Sorry, there was a problem downloading your snapshot!": "图片没有生成"
    },
    format: {
      days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
      shortDays: ["日", "一", "二", "三", "四", "五", "六"],
      months: months, shortMonths: months, date: "%Y-%m-%d"
    }
  };
  if (window.Plotly) { window.Plotly.register(locale); } else { (window.PlotlyLocales = window.PlotlyLocales || []).push(locale); }
})();
