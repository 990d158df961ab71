#pragma once

// One small document a format that uses most of what the format has: to be cut short and altered byte by
// byte.

#include <string_view>

namespace tare {

struct HostileSample {
  std::string_view format;
  std::string_view text;
};

inline constexpr HostileSample kHostileSamples[] = {
    {"html", R"(<!DOCTYPE html><html lang=en><head><meta charset="utf-8"><title>T &amp; t</title>
<meta name=description content='d'><base href="http://e.org/a/"><link rel=canonical href=b>
<style>p{}</style><script>if (a<b) {"</p>"}//<!--</script></head><body class=c>
<nav><a href=#m>skip</a></nav><h1 id=m>H&eacute;ad &notin; &#x41;&#65;</h1><!-- c --><p>One <b>bold <i>both</b> it</i>
<a href="../x?y=1&amp;z" title='t'>li<img src=a.png alt="im" width=3>nk</a><br>x<sub>2</sub><sup>3</sup>
<ruby>a<rt>b</rt></ruby><code>c</code><s>d</s><q>e</q><mark>f</mark><span style="display:none">g</span></p>
<ul><li>a<li><input type=checkbox checked>b<ol start=3 reversed><li value=7>c</ol></ul><dl><dt>t<dd>d</dl>
<table><caption>Cap</caption><colgroup><col><col></colgroup><thead><tr><th align=right>h<th colspan=2>i
<tbody><tr><td rowspan=2>1<td>2<tr><td>3<td>4<table><tr><td>in</table>foster</table>
<pre><code class=language-c>int x;
</code></pre><blockquote><p>q</blockquote><figure><img src=data:image/png;base64,AA== alt=b>
<figcaption>f</figcaption></figure><details><summary>s</summary>t</details><select><option>o</select>
<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math><svg><title>v</title></svg><textarea>
ta</textarea><template>n</template><hr><![CDATA[x]]><?pi?></body></html>
)"},
    {"markdown", R"(---
title: x
---

# Head *em* #

Setext **st**
-----

para *em* **strong _both_** `co``de` [li*n*k][r] ![i*m*](u "t")[^n] <http://e.org> www.e.org a@b.org
soft\
hard &amp; &#65; \* ~~del~~ <b x='y'>raw</b> <!-- c --> [un][def] [x](<a b> 'c') "q"

- a
- [x] b

  1. c
  2) d

* * *
+ loose

+ list
    code

| a | b \| |
|:--|:-:|
| 1 | `2` | 3
4

```c x
x
~~~
```

    indented

> quote
lazy
> > - deep

[r]: http://e.org (T)
[s]:
<u>
"t
t"
[^n]: note

    more

<div>
raw

</div>
Ünïcödé 漢字 )"},
    {"rtf",
     "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman\\fcharset0 A;}{\\f1\\fcharset128 "
     "B{\\*\\falt C};}"
     "{\\f2\\ftech\\fcharset2 Symbol;}}{\\colortbl;\\red255\\green0\\blue0;}{\\stylesheet{\\s0 "
     "Normal;}{\\s1\\sbasedon0"
     "\\outlinelevel0\\b heading 1;}{\\*\\cs2\\i "
     "Emphasis;}}{\\*\\listtable{\\list\\listtemplateid1{\\listlevel\\levelnfc0"
     "\\levelstartat3{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}\\li360}{\\listlevel\\levelnfc23}"
     "\\listid7}}"
     "{\\*\\listoverridetable{\\listoverride\\listid7\\listoverridecount0\\ls1}}{\\*\\generator "
     "x;}{\\info{\\title T\\u233?}"
     "{\\author a}{\\creatim\\yr2024\\mo1\\dy2}}{\\header h\\par}\r\n{\\pard\\s1\\outlinelevel0 "
     "Head\\par}\\pard one {\\b bold"
     "\\i both}\\b0 \\u8364\\'80\\uc2\\u-10179 ab\\u56832 cd\\uc1 \\f1\\'82\\'a0\\f0 "
     "\\'e9\\~\\_\\-\\emdash\\lquote{\\field"
     "{\\*\\fldinst HYPERLINK \"http://e.org\" \\\\o \"t\"}{\\fldrslt li{\\ul "
     "n}k}}{\\super\\chftn}{\\footnote\\pard note"
     "{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}{\\v hid}{\\deleted "
     "d}\\line{\\upr{a}{\\*\\ud{b}}}\\tab{\\*\\bkmkstart k}"
     "x{\\*\\bkmkend k}{\\sub 2}{\\strike s}{\\f2\\'b7}\\par\r\n{\\pntext "
     "1.\\tab}{\\*\\pn\\pnlvlbody\\pnstart4\\pndec}old\\par"
     "\\pard\\ls1\\ilvl0{\\listtext\\'95\\tab}item\\par\\ilvl1 "
     "sub\\par\\pard\\trowd\\trhdr\\cellx1000\\clvmgf\\cellx2000"
     "\\clmgf\\cellx3000\\clmrg\\cellx4000\\intbl a\\cell\\qr b\\cell c\\cell "
     "d\\cell\\row\\trowd\\cellx1000\\clvmrg\\cellx2000"
     "\\intbl e\\par f\\cell\\pard\\intbl\\itap2 "
     "n\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}"
     "\\itap1\\cell\\row\\pard{\\*\\shppict{\\pict\\pngblip\\picw9\\pich9\\picwgoal150\\pichgoal150 "
     "89504e470d0a1a0a}}"
     "{\\nonshppict{\\pict\\wmetafile8 0100}}{\\pict\\jpegblip\\bin3 {}\\}{\\object\\objemb{\\*\\objclass "
     "X}{\\*\\objdata 00}"
     "{\\result r}}{\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv v}}{\\shptxt box\\par}}}\\page{\\*\\unknown{\\b "
     "z}}end\\par}"},
    {"text",
     "One paragraph\nof two lines,\twith \xC3\xA9 and \xE6\xBC\xA2\xE5\xAD\x97.\n\n\n  And *another* <b> | & "
     "\\ one.\r\n"
     "\r\n\x1B[0m\f1. last\xF0\x9F\x98\x80"},
};

}  // namespace tare
