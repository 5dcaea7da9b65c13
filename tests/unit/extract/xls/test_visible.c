/* Cells of BIFF workbooks that nobody sees; records and layouts from MS-XLS (sections named). */
#include "extract/xls/xls.h"
#include "tests/unit/extract/html/test_html.h"

#define SIGN "\xEF\xBF\xBC"

enum { BYTES_MAX = 4096, BIFF8 = 0x0600, BIFF5 = 0x0500 };

struct book {
    unsigned char bytes[BYTES_MAX];
    size_t length, record, offset_at;
    unsigned version;
};

static void u8(struct book *b, unsigned value) {
    assert_true(b->length < BYTES_MAX);
    b->bytes[b->length++] = (unsigned char)value;
}

static void u16(struct book *b, unsigned value) {
    u8(b, value & 0xFF);
    u8(b, value >> 8 & 0xFF);
}

static void u32(struct book *b, uint32_t value) {
    u16(b, value & 0xFFFF);
    u16(b, value >> 16);
}

static void zeros(struct book *b, size_t count) {
    while (count--)
        u8(b, 0);
}

static void begin(struct book *b, unsigned type) {
    u16(b, type);
    b->record = b->length;
    u16(b, 0);
}

static void end(struct book *b) {
    size_t length = b->length - b->record - 2;
    b->bytes[b->record] = (unsigned char)(length & 0xFF);
    b->bytes[b->record + 1] = (unsigned char)(length >> 8);
}

static void bof(struct book *b, unsigned kind) {
    begin(b, 0x0809);
    u16(b, b->version), u16(b, kind), zeros(b, b->version == BIFF8 ? 12 : 4);
    end(b);
}

/* §2.4.122: height in twips, flags, colour. */
static void font(struct book *b, unsigned twips, unsigned color) {
    begin(b, 0x0031);
    u16(b, twips), u16(b, 0), u16(b, color), u16(b, 400), u16(b, 0), u32(b, 0);
    u8(b, 1);
    if (b->version == BIFF8)
        u8(b, 0);
    u8(b, 'A');
    end(b);
}

/* §2.4.353, §2.5.20; in BIFF5 colours and pattern come before the borders. */
static void style(struct book *b, unsigned font_index, unsigned pattern, unsigned front,
                  unsigned back) {
    begin(b, 0x00E0);
    u16(b, font_index), u16(b, 1);
    if (b->version == BIFF8) {
        zeros(b, 10), u32(b, (uint32_t)pattern << 26), u16(b, front | back << 7);
    } else {
        zeros(b, 4), u16(b, front | back << 7), u16(b, pattern), zeros(b, 4);
    }
    end(b);
}

enum {
    PLAIN,
    WHITE,
    TINY,
    WHITE_ON_BLUE,
    BLUE_ON_BLUE,
    OWN_COLOR,
    WHITE_ON_GREY_DOTS,
    WHITE_ON_STRIPES,
    NEARLY_WHITE,
    STYLES
};

/* The palette's 10 is white and its 11 F2F2F2 in this workbook (§2.4.188); 9 is white, 18 dark blue
 * anyway. Fonts: 0 plain, 1 white, 2 of one point, 3 dark blue, 5 number 10, 6 number 11: there is
 * no 4 (§2.5.129). */
static void start(struct book *b, unsigned version) {
    *b = (struct book){.version = version};
    bof(b, 5);
    begin(b, 0x0085);
    b->offset_at = b->length;
    u32(b, 0), u8(b, 0), u8(b, 0), u8(b, 1);
    if (version == BIFF8)
        u8(b, 0);
    u8(b, 'a');
    end(b);
    font(b, 220, 0x7FFF), font(b, 220, 9), font(b, 20, 0x7FFF), font(b, 220, 18);
    font(b, 220, 10), font(b, 220, 11);
    style(b, 0, 0, 64, 65), style(b, 1, 0, 64, 65), style(b, 2, 0, 64, 65);
    style(b, 1, 1, 18, 64), style(b, 3, 1, 18, 64), style(b, 5, 0, 64, 65);
    style(b, 1, 2, 8, 9), style(b, 1, 6, 8, 9), style(b, 6, 0, 64, 65);
    begin(b, 0x0092);
    u16(b, 4), u32(b, 0), u32(b, 0xFFFFFF), u32(b, 0xFFFFFF), u32(b, 0xF2F2F2);
    end(b);
}

static void start_sheet(struct book *b) {
    begin(b, 0x000A), end(b);
    for (int i = 0; i < 4; i++)
        b->bytes[b->offset_at + (size_t)i] = (unsigned char)(b->length >> (8 * i));
    bof(b, 0x0010);
}

static void expect(struct book *b, const char *text, const char *events) {
    begin(b, 0x000A), end(b);
    struct limits limits = limits_default();
    struct docx_result result;
    html_read_bytes(xls_read, b->bytes, b->length, &limits, &result);
    docx_expect_result(&result, text, events);
}

/* RK 12 in every style, a row each. */
static void cells(void **state) {
    (void)state;
    static const unsigned versions[] = {BIFF8, BIFF5};
    for (size_t k = 0; k < 2; k++) {
        static struct book b;
        start(&b, versions[k]);
        start_sheet(&b);
        for (unsigned i = 0; i < STYLES; i++) {
            begin(&b, 0x027E);
            u16(&b, i), u16(&b, 0), u16(&b, i), u32(&b, 12u << 2 | 2);
            end(&b);
        }
        expect(&b,
               "sheet \"a\"\n  R0C0 =12 [0] 12\n  R3C0 =12 [0] 12\n  R6C0 =12 [0] 12\n"
               "  R7C0 =12 [0] " SIGN "12\n  R8C0 =12 [0] " SIGN "12\n",
               "text-hidden t1!R1C0 12\ntext-hidden t1!R2C0 12\ntext-hidden t1!R4C0 12\n"
               "text-hidden t1!R5C0 12\n");
    }
}

/* §2.5.293: runs of a shared string, in a plain cell and on blue. */
static void runs(void **state) {
    (void)state;
    static struct book b;
    start(&b, BIFF8);
    begin(&b, 0x00FC);
    u32(&b, 2), u32(&b, 1);
    u16(&b, 4), u8(&b, 8), u16(&b, 2), u8(&b, '1'), u8(&b, '2'), u8(&b, '2'), u8(&b, '1');
    u16(&b, 0), u16(&b, 1), u16(&b, 2), u16(&b, 0); /* white from the first, plain from the third */
    end(&b);
    start_sheet(&b);
    for (unsigned i = 0; i < 2; i++) {
        begin(&b, 0x00FD);
        u16(&b, i), u16(&b, 0), u16(&b, i == 0 ? PLAIN : WHITE_ON_GREY_DOTS), u32(&b, 0);
        end(&b);
    }
    expect(&b, "sheet \"a\"\n  R0C0 21\n  R1C0 1221\n", "text-hidden t1!R0C0 12\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
