import { Device } from './device.js';
import { people } from './people.js';

const trouble = document.getElementById('trouble');

try {
  const [her, his] = await people();
  const couple = await her.couple();
  const devices = document.getElementById('devices');
  new Device(devices, { kind: 'phone', person: her, couple });
  new Device(devices, { kind: 'laptop', person: his, couple });
} catch (failure) {
  trouble.textContent = failure.message;
  trouble.hidden = false;
}
