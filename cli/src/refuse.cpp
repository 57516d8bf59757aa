#include <cstdio>

#include "command.hpp"

#include <fmt/format.h>

namespace palpate::cli {

int refuse(const Error& error)
{
    fmt::print(stderr, "palpate: {}\n", error.message);
    return kRefused;
}

}  // namespace palpate::cli
