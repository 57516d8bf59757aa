#include "palpate/core/cell_fault.hpp"

namespace palpate {

std::string_view toString(FaultKind kind)
{
    switch (kind) {
        case FaultKind::Hot:
            return "hot";
        case FaultKind::Dead:
            return "dead";
        case FaultKind::Stuck:
            return "stuck";
        case FaultKind::Listed:
            return "listed";
    }
    return "listed";
}

}  // namespace palpate
