/**
 * The style sheet of every page. Colours are variables, set once for light and once for dark; charts take theirs from
 * the same ones. Text on its ground has a contrast of at least 4.5 to 1 (WCAG 2.2 AA), in both.
 */
export const style = `
:root{color-scheme:light dark;
--page:#fcfbf9;--ink:#1b232c;--muted:#57606c;--line:#dcdfe4;--panel:#f4f3f0;--accent:#17618f;--warn:#8a4b08;--bad:#a3262a;--shade:rgb(0 0 0/.16);
--chart-accent:#17618f;--chart-accent-soft:#a3c8df;--chart-faint:#e4e6ea;--chart-line:#c9ced6;--chart-muted:#57606c;--chart-surface:#fcfbf9;
--chart-shade-0:#eef2f5;--chart-shade-1:#cfe1ec;--chart-shade-2:#96c1da;--chart-shade-3:#3d83ad;--chart-shade-4:#0f4c73;
--chart-shade-ink-0:#1b232c;--chart-shade-ink-1:#1b232c;--chart-shade-ink-2:#1b232c;--chart-shade-ink-3:#fff;--chart-shade-ink-4:#fff;
--chart-diverging-0:#8f4a0e;--chart-diverging-1:#dba267;--chart-diverging-2:#f2dcc0;--chart-diverging-3:#f1f1ef;--chart-diverging-4:#c9e0ed;--chart-diverging-5:#74aed0;--chart-diverging-6:#17618f;
--chart-diverging-ink-0:#fff;--chart-diverging-ink-1:#1b232c;--chart-diverging-ink-2:#1b232c;--chart-diverging-ink-3:#1b232c;--chart-diverging-ink-4:#1b232c;--chart-diverging-ink-5:#1b232c;--chart-diverging-ink-6:#fff}
@media screen and (prefers-color-scheme:dark){:root{
--page:#14181d;--ink:#e4e7eb;--muted:#a3acb8;--line:#323a44;--panel:#1c2229;--accent:#82bfe3;--warn:#e9b06d;--bad:#f09a93;--shade:rgb(255 255 255/.16);
--chart-accent:#6fb3dc;--chart-accent-soft:#345e7a;--chart-faint:#2b323b;--chart-line:#465060;--chart-muted:#a3acb8;--chart-surface:#14181d;
--chart-shade-0:#1e252d;--chart-shade-1:#223a4c;--chart-shade-2:#2b5673;--chart-shade-3:#5b9ec6;--chart-shade-4:#a9d6f1;
--chart-shade-ink-0:#e4e7eb;--chart-shade-ink-1:#e4e7eb;--chart-shade-ink-2:#fff;--chart-shade-ink-3:#0c1116;--chart-shade-ink-4:#0c1116;
--chart-diverging-0:#f3b877;--chart-diverging-1:#a9692a;--chart-diverging-2:#4f3a24;--chart-diverging-3:#22282f;--chart-diverging-4:#223f53;--chart-diverging-5:#2f6d95;--chart-diverging-6:#8ccaee;
--chart-diverging-ink-0:#0c1116;--chart-diverging-ink-1:#fff;--chart-diverging-ink-2:#e4e7eb;--chart-diverging-ink-3:#e4e7eb;--chart-diverging-ink-4:#e4e7eb;--chart-diverging-ink-5:#fff;--chart-diverging-ink-6:#0c1116}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0 auto;max-width:52rem;padding:2.5rem 1.5rem 4rem;background:var(--page);color:var(--ink);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--page);z-index:1}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
main:focus{outline:none}
.kicker{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
h1{margin:.25rem 0 .75rem;font-size:clamp(1.75rem,5vw,2.5rem);line-height:1.15;letter-spacing:-.015em;font-weight:650}
.lead{margin:0 0 1.5rem;max-width:42rem;font-size:1.125rem;color:var(--muted)}
h2{margin:0 0 1rem;font-size:1.625rem;line-height:1.2;letter-spacing:-.01em;font-weight:650}
h3{margin:2.75rem 0 .75rem;font-size:1.1875rem;line-height:1.3;font-weight:650}
h4{margin:1.75rem 0 .25rem;font-size:1rem;font-weight:650}
p,ul{margin:.5rem 0 1rem;max-width:44rem}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--panel);padding:.05em .3em;border-radius:3px}
.mark{display:inline-block;vertical-align:.15em;font-size:.75rem;line-height:1.4;font-weight:600;letter-spacing:0;padding:.05rem .5rem;border:1px solid var(--accent);border-radius:1rem;color:var(--accent)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem 1.5rem;margin:1.5rem 0;padding:1.25rem 0;border-block:1px solid var(--line)}
.facts dt{font-size:.8125rem;color:var(--muted)}
.facts dd{margin:.1rem 0 0;font-variant-numeric:tabular-nums;font-weight:500}
.prose{grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}.prose dt{font-weight:600;color:inherit;font-size:.9375rem}.prose dd{font-weight:400;font-size:.9375rem;color:var(--muted)}
.provenance{font-size:.8125rem;color:var(--muted);overflow-wrap:anywhere;margin-bottom:2rem}
nav ul{list-style:none;margin:0 0 1rem;padding:0;max-width:none;columns:14rem auto;column-gap:2rem}
nav li{padding:.15rem 0;break-inside:avoid}
.level-2{margin-top:3rem;padding-top:1.75rem;border-top:1px solid var(--line)}
.chapter{margin-top:4.5rem;padding-top:2rem;border-top:3px solid var(--ink)}
.aside{color:var(--muted);border-left:3px solid var(--line);padding-left:.875rem}
figure{margin:1.5rem 0 2rem}
figcaption{margin-bottom:.875rem}
figcaption strong{display:block;font-weight:600}
figcaption span{font-size:.875rem;color:var(--muted)}
.drawn svg{display:block;width:100%;height:auto;max-width:100%;overflow:visible}
.narrow{display:none}
.reading{margin:.75rem 0;font-size:.875rem;color:var(--muted)}
details{margin:.5rem 0 1rem}
summary{cursor:pointer;width:fit-content;color:var(--accent);font-size:.875rem;padding:.25rem 0}
.scroll{overflow-x:auto;background:linear-gradient(to right,var(--page) 30%,transparent) left/2.5rem 100% local no-repeat,linear-gradient(to left,var(--page) 30%,transparent) right/2.5rem 100% local no-repeat,linear-gradient(to right,var(--shade),transparent) left/.75rem 100% scroll no-repeat,linear-gradient(to left,var(--shade),transparent) right/.75rem 100% scroll no-repeat}
.swipe{display:none;margin:.25rem 0 1rem;font-size:.8125rem;color:var(--muted)}
table{margin:0 0 1.5rem}.scroll table{margin:0}.scroll{margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.4;font-variant-numeric:tabular-nums}
caption{text-align:left;font-size:.8125rem;color:var(--muted);padding-bottom:.5rem}
caption span{display:block;position:sticky;left:0;max-width:min(100vw - 2rem,49rem)}
.unseen{padding:0}.unseen span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:.45rem 1rem .45rem 0;border-bottom:1px solid var(--line);font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:600;color:var(--muted);vertical-align:bottom;border-bottom:1px solid var(--ink)}
tbody th{min-width:7rem}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal}
.many{font-size:.875rem}.many th,.many td{padding-right:.75rem}
.detail{display:block;white-space:nowrap;font-size:.8125rem;color:var(--muted)}
.findings{list-style:none;padding:0;max-width:none}
.findings>li{padding:.5rem 0 .5rem 1rem;border-left:3px solid var(--line);margin-bottom:1rem}
.findings ul{list-style:none;margin:.25rem 0 0;padding:0;max-width:none}
.findings ul li{padding:.15rem 0}
.findings .error{border-color:var(--bad)}.findings .warning{border-color:var(--warn)}
.severity{font-weight:600;font-size:.875rem}
.error .severity{color:var(--bad)}.warning .severity{color:var(--warn)}.note .severity{color:var(--muted)}
.hint{margin:.25rem 0 0;color:var(--muted)}
.place{font-size:.8125rem;color:var(--muted);overflow-wrap:anywhere}
.check{font-size:.8125rem;color:var(--muted)}
footer{margin-top:4rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:.875rem;color:var(--muted)}
@media screen and (max-width:719px){
body{padding:1.5rem 1rem 3rem}
.wide{display:none}.narrow{display:block;max-width:26rem}
.level-2{margin-top:2.5rem;padding-top:1.5rem}.chapter{margin-top:3rem}
.swipe{display:block}.scroll{margin-bottom:.25rem}
.scroll table{width:max-content;min-width:100%}
.scroll th,.scroll td{max-width:16rem}
.scroll tbody th,.scroll thead th:first-child{position:sticky;left:0;max-width:8.5rem;background:var(--page)}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{
@page{size:A4;margin:16mm 15mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:9pt;color:#57606c}}
:root{--page:#fff;--chart-surface:#fff;--panel:#f4f3f0}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{max-width:none;padding:0;font-size:10pt;line-height:1.45}
h1{font-size:24pt}h2{font-size:16pt}h3{font-size:12.5pt;margin-top:18pt}.lead{font-size:12pt}
nav,.skip,.swipe,details:not([open]){display:none}
a{color:inherit;text-decoration:none}
.level-2{margin-top:18pt;padding-top:0;border-top:0}
.level-2>h2{border-top:1pt solid var(--ink);padding-top:8pt}
.chapter{margin-top:0;break-before:page}.chapter>h2{border-top-width:2.5pt}
.scroll{overflow:visible;background:none}
table{font-size:8.75pt}.many{font-size:7.25pt}.many th,.many td{padding-right:.35rem}tbody th{min-width:0}.detail{font-size:.85em}
tr,.drawn,.findings li,.facts div{break-inside:avoid}
h2,h3,h4,figcaption,caption,.drawn,p:has(+ul){break-after:avoid}
figcaption{break-inside:avoid}
thead{display:table-header-group}
p,li{orphans:3;widows:3}
}
`.trim();
