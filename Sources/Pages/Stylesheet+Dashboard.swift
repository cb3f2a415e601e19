extension Stylesheet {
  /// Figures and tables on a quiet ground, for light and dark; text and controls have a contrast of at least 4.5 : 1.
  public static let dashboard = Stylesheet(
    css: """
      :root{color-scheme:light dark;--ground:#f4f2ee;--card:#fff;--ink:#1b2330;--quiet:#535c6b;--line:#c9cdd5;--strong:#0b57a4;--on-strong:#fff}
      @media (prefers-color-scheme:dark){:root{--ground:#12151b;--card:#1c212a;--ink:#e9ecf1;--quiet:#aeb6c4;--line:#3a4250;--strong:#9ccbff;--on-strong:#0a1a2c}}
      *{box-sizing:border-box}
      body{margin:0;padding:1rem;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
      header,main{max-width:80rem;margin:0 auto}
      header p{margin:.5rem 0 1rem;color:var(--quiet);font-weight:600}
      main{background:var(--card);border-radius:.75rem;padding:1.5rem}
      h1{margin:0 0 .25rem;font-size:1.6rem;line-height:1.25}
      h2{margin:2rem 0 .5rem;font-size:1.15rem}
      h3{margin:1.5rem 0 .25rem;font-size:1rem}
      h4{margin:1.25rem 0 .25rem;font-size:1rem}
      .notice{border-left:.3rem solid var(--strong);padding-left:.75rem}
      .quiet{color:var(--quiet);font-size:.9rem}
      .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem;margin:1.25rem 0}
      .figures div{border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
      dt{color:var(--quiet);font-size:.9rem}
      dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
      .plot{position:relative;height:20rem;margin:1rem 0}
      .wide{overflow-x:auto}
      table{width:100%;border-collapse:collapse}
      th,td{padding:.45rem .35rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
      thead th{color:var(--quiet);font-weight:600;font-size:.8rem;overflow-wrap:normal;vertical-align:bottom}
      thead .figure{white-space:normal}
      tbody th{font-weight:600;min-width:9.25rem}
      .figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .titled{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;align-items:baseline;margin:2rem 0 .5rem}
      .titled h2,.titled p{margin:0}
      a{color:var(--strong)}
      label{display:block;font-weight:600}
      .text{width:100%;max-width:24rem;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--quiet);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      button{min-height:2.75rem;padding:.6rem 1.4rem;border:2px solid var(--strong);border-radius:.5rem;background:var(--strong);color:var(--on-strong);font:inherit;font-weight:600;cursor:pointer}
      .filters{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.5rem 1rem;align-items:end;margin:1.25rem 0}
      .filters p{margin:0}
      [hidden]{display:none!important}
      [role=alert]{font-weight:600}
      .who{display:flex;gap:.6rem;align-items:flex-start}
      .who input{flex:none;width:1.35rem;height:1.35rem;margin:.1rem 0 0;accent-color:var(--strong)}
      .filters p:last-child{display:flex;gap:.5rem}
      button.second{background:transparent;color:var(--strong)}
      :focus-visible{outline:3px solid var(--strong);outline-offset:3px}
      @media (max-width:48rem){
      body{padding:.5rem}
      main{padding:1rem}
      .figures{grid-template-columns:1fr 1fr;gap:.5rem}
      .figures div{padding:.5rem .75rem}
      .wide{overflow-x:visible}
      table,tbody,tr,td,tbody th{display:block}
      thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
      tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
      tbody th{padding:0 0 .25rem;border:0}
      td{display:flex;justify-content:space-between;gap:1rem;padding:.1rem 0;border:0;text-align:right}
      td::before{content:attr(data-label);color:var(--quiet);text-align:left}
      td:empty{display:none}
      .filters{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
      .filters p:last-child{grid-column:1/-1}
      .text{max-width:none}
      button{width:100%}
      }
      @media print{
      :root{color-scheme:light;--ground:#fff;--card:#fff;--ink:#000;--quiet:#444;--line:#999;--strong:#000}
      body,main{padding:0}
      form,nav{display:none}
      .plot,tr{break-inside:avoid}
      h2{break-after:avoid}
      }
      """,
    digest: "4xGQoQeaAEeeLqWPMR0SfC2/2hamA81aJmgDpevCHu4=")
}
