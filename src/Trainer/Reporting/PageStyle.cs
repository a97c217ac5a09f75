namespace Trainer.Reporting;

/// <summary>How a report looks: system fonts, readable on light and dark screens and on paper.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6675; --page: #ffffff; --card: #f4f6f9; --line: #d5dbe3; --one: #1f6fb2; --two: #b4530a; --three: #2e7d32; --four: #7b3fa0; --good: #1b6e32; --bad: #b3261e; --even: #6b5b00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --page: #14181e; --card: #1d232c; --line: #384250; --one: #6db3f2; --two: #f0a35e; --three: #7fd08a; --four: #cf9cf0; --good: #7fd08a; --bad: #ff8a80; --even: #e3cf6b; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 1.7rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem; } p { margin: .4rem 0; } .soft { color: var(--soft); }
        .verdict { display: inline-block; margin: .75rem 0; padding: .35rem .8rem; border: 2px solid currentColor; border-radius: .5rem; font-weight: 600; }
        .better { color: var(--good); } .forgot { color: var(--bad); } .notbetter, .first { color: var(--even); }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; } .tile b { display: block; font-size: 1.45rem; font-variant-numeric: tabular-nums; } .tile span { color: var(--soft); font-size: .85rem; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; vertical-align: top; }
        th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child, td.text, th.text { text-align: left; } td.text { overflow-wrap: anywhere; } tr.total td { font-weight: 600; } tr.chosen td { background: var(--card); }
        svg { width: 100%; height: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; } svg text { fill: var(--soft); font-size: 12px; font-family: inherit; } .grid { stroke: var(--line); stroke-width: 1; } .diagonal { stroke: var(--soft); stroke-dasharray: 4 4; }
        .curve { fill: none; stroke-width: 2; stroke-linejoin: round; } .dot { fill: var(--one); fill-opacity: .75; }
        .legend { display: flex; flex-wrap: wrap; gap: 1rem; margin: .4rem 0; font-size: .88rem; } .legend i { display: inline-block; width: 1rem; height: .25rem; margin-right: .4rem; vertical-align: middle; }
        ul { padding-left: 1.2rem; } code { font-size: .88em; overflow-wrap: anywhere; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media print { body { max-width: none; padding: 0; } .tile, svg, table { break-inside: avoid; } }
        """;
}
