/** The whole style of a dossier's page: it lies in the page, which opens from a folder. */
export const STYLE = `
@page { size: A4; margin: 18mm 15mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 8mm 4mm; color: #111; background: #fff; font: 11pt/1.5 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 2mm; text-align: center; font-size: 18pt; }
h2 { margin: 8mm 0 2mm; font-size: 13pt; break-after: avoid; }
h3 { margin: 4mm 0 2mm; font-size: 11pt; break-after: avoid; }
p { margin: 0 0 2mm; }
[lang="en"] { color: #444; font-size: 90%; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #333; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }
.number { text-align: right; }
.mono { font-family: monospace; font-size: 8pt; }
a { color: #0645ad; }
footer { display: flex; gap: 3mm; align-items: center; margin-top: 10mm; font-size: 8.5pt; }
.square { width: 22mm; flex: none; }
.square svg { width: 100%; }
@media print { .wide { overflow: visible; } a { color: inherit; text-decoration: none; } }
`;
