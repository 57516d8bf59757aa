#include "palpate/core/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace palpate {

void assertionFailed(const char* condition, const char* file, int line)
{
    std::fprintf(stderr, "palpate: internal error, please report it: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace palpate
