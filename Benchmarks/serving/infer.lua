-- POSTs one body again and again: `wrk -s infer.lua URL -- FILE TYPE [HEADER-LENGTH]`.
-- HEADER-LENGTH is the number of bytes of JSON before a body's binary data.
function init(args)
  local file = assert(io.open(args[1], "rb"))
  wrk.method = "POST"
  wrk.body = file:read("*a")
  file:close()
  wrk.headers["Content-Type"] = args[2]
  if args[3] then wrk.headers["Inference-Header-Content-Length"] = args[3] end
end
