#include "palpate/acquisition/frame_source.hpp"

#include <variant>

#include "port_source.hpp"
#include "simulator_source.hpp"
#include "source_address.hpp"

#include <fmt/format.h>

namespace palpate::acquisition {

namespace {

struct SourceFor {
    const SourceRequest& request;

    Result<std::unique_ptr<FrameSource>> operator()(const SerialAddress& address) const
    {
        return makeSerialSource(request.profile, address.path);
    }
    Result<std::unique_ptr<FrameSource>> operator()(const TcpAddress& address) const
    {
        return makeTcpSource(request.profile, address.host, address.port);
    }
    Result<std::unique_ptr<FrameSource>> operator()(const SimulatorAddress& address) const
    {
        return makeSimulatorSource(request, address.scenario);
    }
};

}  // namespace

Result<std::unique_ptr<FrameSource>> makeFrameSource(const SourceRequest& request)
{
    const auto address = parseSourceAddress(request.port);
    if (!address) {
        return fail(address.error());
    }
    if (auto checked = checkMatProfile(request.profile); !checked) {
        return fail(checked.error().code,
                    fmt::format("mat profile {}: {}", request.profile.id, checked.error().message));
    }
    return std::visit(SourceFor{request}, *address);
}

}  // namespace palpate::acquisition
