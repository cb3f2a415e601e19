import Pages

extension Stylesheet {
  /// A wide card with forms, a list and a frame, for light and dark.
  static let runner = Stylesheet(
    css: """
      :root{color-scheme:light dark;--ground:#f4f2ee;--card:#fff;--ink:#1b2330;--quiet:#535c6b;--line:#7b8494;--strong:#0b57a4;--on-strong:#fff}
      @media (prefers-color-scheme:dark){:root{--ground:#12151b;--card:#1c212a;--ink:#e9ecf1;--quiet:#aeb6c4;--line:#7f899b;--strong:#9ccbff;--on-strong:#0a1a2c}}
      *{box-sizing:border-box}
      body{margin:0;padding:1rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
      header,main{max-width:52rem;margin:0 auto}
      header p{margin:.5rem 0 1rem;color:var(--quiet);font-weight:600}
      main{background:var(--card);border-radius:.75rem;padding:1.5rem}
      h1{margin:0 0 .75rem;font-size:1.6rem;line-height:1.25}
      h2{margin:1.75rem 0 .5rem;font-size:1.15rem}
      form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0 0 1rem}
      label{flex:0 0 100%;font-weight:600}
      .clock{padding:.9rem 1rem;border:1px solid var(--line);border-radius:.5rem}
      .clock label{font-weight:400}
      input{flex:1 1 14rem;min-height:2.75rem;padding:.4rem .75rem;border:2px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      input[type=hidden]{display:none}
      select{min-height:2.75rem;padding:.4rem;border:2px solid var(--line);border-radius:.5rem;background:var(--card);color:var(--ink);font:inherit}
      button{min-height:2.75rem;padding:.4rem 1.4rem;border:2px solid var(--strong);border-radius:.5rem;background:var(--strong);color:var(--on-strong);font:inherit;font-weight:600;cursor:pointer}
      button.plain,.clock button{background:none;color:var(--strong)}
      ul{list-style:none;margin:0;padding:0}
      li{padding:.6rem 0;border-top:1px solid var(--line)}
      small{color:var(--quiet);font-size:.95rem}
      dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}
      dt{color:var(--quiet)}
      dd{margin:0}
      iframe{margin-top:1.25rem;width:100%;height:45rem;border:1px solid var(--line);border-radius:.5rem;background:#fff}
      pre{white-space:pre-wrap;font:inherit;margin:0}
      a{color:var(--strong);display:inline-block;padding:.2rem 0}
      :focus-visible{outline:3px solid var(--strong);outline-offset:3px}
      @media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
      """,
    digest: "7Y57cyoqTHDhXr+0Y/WN291nX6Bim3IFdqYDXDREHoU=")
}
