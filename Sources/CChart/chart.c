#include "chart.h"

__asm__(
    ".pushsection .rodata\n"
    "rekindle_chart_begin:\n"
    ".incbin \"/usr/share/javascript/chart.js/chart.min.js\"\n"
    "rekindle_chart_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern const unsigned char rekindle_chart_begin[] __attribute__((visibility("hidden")));
extern const unsigned char rekindle_chart_end[] __attribute__((visibility("hidden")));

const unsigned char *chart_script(void) { return rekindle_chart_begin; }

size_t chart_script_length(void) { return (size_t)(rekindle_chart_end - rekindle_chart_begin); }
