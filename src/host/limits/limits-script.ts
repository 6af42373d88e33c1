/**
 * The limits as a script that Redis runs: each run is atomic, so that hosts that count at once never spend the same. It says what
 * `token-bucket.ts`, `failure-counter.ts` and `pin-guesses.ts` say, and `shared-limits.test.ts` compares them. The time is handed in.
 * Nothing outlasts what it counts: a bucket is kept until it would be full again, and a failure until its window is over.
 */
export const LIMITS_SCRIPT = `
local step, now = ARGV[1], tonumber(ARGV[2])
local at_arg = 2
local function arg()
  at_arg = at_arg + 1
  return tonumber(ARGV[at_arg])
end
-- Hosts' times differ by some milliseconds.
local SLACK_MS = 5000
local function text(number) return string.format('%.17g', number) end
local function keep(key, ms) redis.call('PEXPIRE', key, math.ceil(ms) + SLACK_MS) end

local function bucket(key, burst, per_second)
  local stored = redis.call('HMGET', key, 'tokens', 'at')
  local tokens, at = tonumber(stored[1]) or burst, tonumber(stored[2]) or now
  local refilled = math.max(0, now - at) / 1000 * per_second
  return { key = key, burst = burst, rate = per_second, at = math.max(at, now), tokens = math.min(burst, tokens + refilled) }
end
local function wait_for(it)
  if it.tokens >= 1 then return 0 end
  return (1 - it.tokens) / it.rate * 1000
end
local function save(it)
  if it.tokens >= it.burst then return redis.call('DEL', it.key) end
  redis.call('HSET', it.key, 'tokens', text(it.tokens), 'at', text(it.at))
  keep(it.key, (it.burst - it.tokens) / it.rate * 1000)
end
-- As far as there are any.
local function take(it, count)
  it.tokens = it.tokens - math.min(count, math.max(0, math.floor(it.tokens)))
  save(it)
end

local function peek(key)
  local stored = redis.call('HMGET', key, 'count', 'ends')
  local count, ends = tonumber(stored[1]) or 0, tonumber(stored[2]) or 0
  if ends <= now then return 0, 0 end
  return count, ends - now
end
local function add(key, window_ms, since_last)
  local count, ends_in = peek(key)
  if count == 0 or since_last then ends_in = window_ms end
  redis.call('HSET', key, 'count', count + 1, 'ends', text(now + ends_in))
  keep(key, ends_in)
  return count + 1, ends_in
end

if step == 'take' or step == 'take_at_address' then
  local count, buckets, wait = arg(), {}, 0
  for index, key in ipairs(KEYS) do buckets[index] = bucket(key, arg(), arg()) end
  -- Of the last two, the one that has a token first.
  if step == 'take_at_address' then
    local reserve = table.remove(buckets)
    if wait_for(reserve) < wait_for(buckets[#buckets]) then buckets[#buckets] = reserve end
  end
  for _, it in ipairs(buckets) do wait = math.max(wait, wait_for(it)) end
  if wait > 0 then return { math.ceil(wait) } end
  for _, it in ipairs(buckets) do take(it, count) end
  return { 0 }
end

if step == 'put_back' then
  local it = bucket(KEYS[1], arg(), arg())
  it.tokens = math.min(it.burst, it.tokens + 1)
  save(it)
  return { 0 }
end

if step == 'fail' then
  local count, ends_in = add(KEYS[1], arg(), false)
  return { count, math.ceil(ends_in) }
end

-- What is left is about PINs. Every budget of pin-guesses.ts, in the order of PIN_BUDGETS.
local address = bucket(KEYS[1], arg(), arg())
if step == 'peek_guess' then return { math.ceil(wait_for(address)) } end

local tried = KEYS[2]
local lockout_ms = arg()
-- [wait, then the seats at which somebody is evidently guessing]
local function answer(suspects)
  if wait_for(address) > 0 then
    for _, seat in ipairs(redis.call('ZRANGEBYSCORE', tried, '(' .. text(now - lockout_ms), '+inf')) do suspects[#suspects + 1] = seat end
    redis.call('DEL', tried)
  end
  table.insert(suspects, 1, 0)
  return suspects
end

if step == 'failed_guess' then
  take(address, 1)
  return answer({})
end

local first_tries = bucket(KEYS[3], arg(), arg())
local seat = bucket(KEYS[4], arg(), arg())
local seat_first_tries = bucket(KEYS[5], arg(), arg())
local slips, known, guesses = KEYS[6], KEYS[7], KEYS[8]
local max_failed, known_ms, is_right, seat_name = arg(), arg(), arg() == 1, ARGV[at_arg + 1]

local slip_count, slip_ends_in = peek(slips)
local resting = 0
if slip_count >= max_failed then resting = slip_ends_in end
local wait
if peek(known) > 0 then
  wait = math.max(resting, wait_for(seat))
else
  wait = math.min(wait_for(seat), math.max(wait_for(first_tries), wait_for(seat_first_tries)))
end
wait = math.max(wait_for(address), wait)
if wait > 0 then return { math.ceil(wait) } end
if is_right then
  redis.call('DEL', slips, known)
  return { 0 }
end

take(address, 1)
add(slips, lockout_ms, true)
add(known, known_ms, true)
if wait_for(seat) == 0 then
  take(seat, 1)
else
  take(seat_first_tries, 1)
  take(first_tries, 1)
end
local suspects = {}
if seat_name ~= '' then
  redis.call('ZADD', tried, text(now), seat_name)
  keep(tried, lockout_ms)
  if add(guesses, lockout_ms, true) >= max_failed then suspects[1] = seat_name end
end
return answer(suspects)
`;
