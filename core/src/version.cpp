#include "palpate/core/version.hpp"

namespace palpate {

std::string_view version()
{
    return PALPATE_VERSION;
}

std::string_view softwareName()
{
    return "palpate " PALPATE_VERSION;
}

}  // namespace palpate
