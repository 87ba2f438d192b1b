/* Lets one reading of a file fail, or all from it on: FAIL_NAME is how its path ends, FAIL_AT counts from 1. COUNT_TO is a
   file that takes how many readings there were. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long count = 0;

static int fails(int file) {
    const char *name = getenv("FAIL_NAME"), *at = getenv("FAIL_AT");
    if (!name || !at) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    size_t end = strlen(name);
    if (length < (ssize_t)end || memcmp(path + length - end, name, end)) return 0;
    long now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST), wanted = atol(at);
    return wanted && (now == wanted || (now > wanted && getenv("FAIL_FOR_GOOD")));
}

static ssize_t failure(void) {
    errno = EIO;
    return -1;
}

ssize_t read(int file, void *to, size_t most) {
    return fails(file) ? failure() : syscall(SYS_read, file, to, most);
}

ssize_t pread64(int file, void *to, size_t most, off64_t from) {
    return fails(file) ? failure() : syscall(SYS_pread64, file, to, most, from);
}

ssize_t readv(int file, const struct iovec *to, int pieces) {
    return fails(file) ? failure() : syscall(SYS_readv, file, to, pieces);
}

__attribute__((destructor)) static void end(void) {
    const char *to = getenv("COUNT_TO");
    FILE *file = to && count ? fopen(to, "w") : 0;
    if (!file) return;
    fprintf(file, "%ld", count);
    fclose(file);
}
