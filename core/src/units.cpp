#include "palpate/core/units.hpp"

#include <cmath>

namespace palpate {

SessionTime fromSeconds(double seconds)
{
    return SessionTime{std::llround(seconds * 1e9)};
}

}  // namespace palpate
