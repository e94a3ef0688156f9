#!/usr/bin/env bash
# Check the accessibility of reports with axe-core, in light and dark mode: scripts/check_report.sh REPORT.html...
#   needs chromium and npm; axe-core is downloaded once to build/axe
set -euo pipefail
cd "$(dirname "$0")/.."
command -v chromium >/dev/null || { echo "chromium is missing: apt-get install chromium"; exit 2; }
axe=build/axe/package/axe.min.js
[ -e $axe ] || { mkdir -p build/axe && (cd build/axe && npm pack --silent axe-core >/dev/null && tar xzf axe-core-*.tgz); }
status=0
for report in "$@"; do
    for dark in 1 0; do  # Chromium's values of light and dark
        page=$(mktemp --suffix=.html)
        { cat "$report"; echo "<script>"; cat $axe; cat <<'JS'
</script><script>
axe.run().then((found) => {
  const lines = found.violations.map((v) => v.id + ": " + v.help + " (" + v.nodes.length + ") " + v.nodes[0].html.slice(0, 160));
  document.body.textContent = "AXE passes " + found.passes.length + " violations " + found.violations.length + "\n" + lines.join("\n") + "\nEND";
});
</script>
JS
        } >"$page"
        told=$(chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=60000 \
            --blink-settings=preferredColorScheme=$dark --dump-dom "file://$page" 2>/dev/null | sed -n '/AXE passes/,/END/p')
        rm -f "$page"
        [ $dark = 1 ] && mode=light || mode=dark
        echo "$report, $mode: ${told:-no answer}" | sed 's/<[^>]*>//g; /^END$/d'
        case "$told" in *"violations 0"*) ;; *) status=1 ;; esac
    done
done
exit $status
