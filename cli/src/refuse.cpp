#include "command.hpp"
#include "notice.hpp"

#include <fmt/format.h>

namespace palpate::cli {

int refuse(const Error& error)
{
    notice(fmt::format("palpate: {}", error.message));
    return kRefused;
}

}  // namespace palpate::cli
