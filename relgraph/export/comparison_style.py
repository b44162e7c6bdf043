"""The style of a comparison's page, for light and dark screens."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--paper:#FFFEFB;--text:#23211D;--muted:#66625A;--border:#DDD8CC;--raised:#F5F2EA;
--first:#0072B2;--second:#C65200}
@media (prefers-color-scheme:dark){:root{--paper:#16181D;--text:#ECEAE4;--muted:#A6A39B;--border:#363A43;
--raised:#1F2229;--first:#5AA9EA;--second:#F08338}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2.5rem 0 .4rem}
h3{font-size:1rem;margin:1.2rem 0 .2rem}
p{margin:.3rem 0 .7rem;max-width:62rem}
.muted,.about{color:var(--muted)}
.about{font-size:.95rem}
.range-text{white-space:nowrap}
.warning{background:var(--raised);border-left:4px solid var(--second);padding:.5rem .8rem;border-radius:4px}
.figure{font-size:1.3rem;margin-right:.5rem;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;border:1px solid var(--border);border-radius:8px}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:600;background:var(--raised);vertical-align:bottom}
th,td{padding:.35rem .7rem;border-bottom:1px solid var(--border);overflow-wrap:break-word}
td:first-child{min-width:9rem}
tbody tr:last-child td{border-bottom:0}
svg{vertical-align:middle;max-width:none}
.first{fill:var(--first)}
.second{fill:var(--second)}
.range{stroke:var(--text);stroke-width:1.5;opacity:.65}
@media print{.wide{overflow:visible}}
"""
