/* Lets one allocation of the process that does the work fail, or all from it on: FAIL_AT counts them from 1. */
#include <errno.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static long at = 0, for_good = 0, count = 0;

__attribute__((constructor)) static void begin(void) {
    const char *wanted = getenv("FAIL_AT");
    if (wanted && getenv("IMPORT_CHECKER_OWN_PROCESS")) at = atol(wanted);
    for_good = getenv("FAIL_FOR_GOOD") != 0;
}

static int fails(void) {
    if (!at) return 0;
    long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    return now == at || (for_good && now > at);
}

static void *none(void) {
    errno = ENOMEM;
    return 0;
}

void *malloc(size_t size) { return fails() ? none() : __libc_malloc(size); }
void *calloc(size_t number, size_t size) { return fails() ? none() : __libc_calloc(number, size); }
void *realloc(void *old, size_t size) { return fails() ? none() : __libc_realloc(old, size); }
void *memalign(size_t alignment, size_t size) { return fails() ? none() : __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **made, size_t alignment, size_t size) {
    *made = memalign(alignment, size);
    return *made ? 0 : ENOMEM;
}
