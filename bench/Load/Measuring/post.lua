-- wrk posts one body with one key; both come behind "--" on its command line. The last line is for WrkRun.
function init(args)
   wrk.method = "POST"
   wrk.body = args[1]
   wrk.headers["Content-Type"] = "application/json"
   wrk.headers["Authorization"] = args[2]
end

function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format(
      "result {\"requests\":%d,\"micros\":%d,\"errors\":%d,\"p50\":%d,\"p99\":%d}\n",
      summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
      latency:percentile(50), latency:percentile(99)))
end
